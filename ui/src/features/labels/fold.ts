/** As names are compared: without case, blanks at the ends or more than one within, or the dots of Ё; the core does the same. */
export const sameName = (a: string, b: string) => asCompared(a) === asCompared(b);

/** As names are looked for: without accents too. */
export const folded = (text: string) => asCompared(text).normalize("NFD").replace(/\p{M}/gu, "");

const asCompared = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase().replaceAll("ё", "е");
