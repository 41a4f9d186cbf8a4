/** Round whole numbers from nothing up to one that reaches the largest value; half a buyer does not wait. */
export function wholeTicks(most: number): number[] {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough && Number.isInteger(each)) ?? 1;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step);
}

/** Equal columns beside each other, with a share of each left free around it. */
export function bands(count: number, length: number, free: number): { width: number; at: (n: number) => number } {
  const step = length / Math.max(count, 1);
  return { width: step * (1 - free), at: (n) => n * step + (step * free) / 2 };
}
