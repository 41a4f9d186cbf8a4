/** An address taken apart, or nothing where it is none. */
export function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
