/** Text as it is compared: without case, ё as е, letters without their marks. */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}
