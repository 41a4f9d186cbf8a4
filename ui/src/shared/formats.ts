/**
 * The language's own ways to write numbers, days and times, each made once. In WebKit making one costs a millisecond and
 * memory outside of what it collects soon, and a list tells forty lengths of time each second.
 */
function once<Options, Format>(make: (locale: string, options: Options) => Format): (locale: string, options: Options) => Format {
  const made = new Map<string, Format>();
  return (locale, options) => {
    const name = locale + JSON.stringify(options);
    const known = made.get(name);
    if (known) return known;
    const format = make(locale, options);
    made.set(name, format);
    return format;
  };
}

export const dates = once((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
export const numbers = once((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
export const fromNow = once((locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options));
