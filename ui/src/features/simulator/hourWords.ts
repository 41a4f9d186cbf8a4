/** An hour of the day as a stretch: "9:00–10:00". */
export function hourWords(hour: number): string {
  return `${hour}:00–${hour + 1}:00`;
}
