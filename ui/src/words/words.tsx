import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import type { ErrorCode } from "../api/bindings";

export const LOCALES = ["ru", "en", "hu", "cs", "fr"] as const;
export type Locale = (typeof LOCALES)[number];

/** A language is named in itself, so that its speakers find it. */
export const LOCALE_NAMES: Record<Locale, string> = { ru: "Русский", en: "English", hu: "Magyar", cs: "Čeština", fr: "Français" };

/** Every file that the window speaks from; what only toasts and the tray say stays with the core. */
const FILES = import.meta.glob<string>(["../../../locales/*/*.ftl", "!**/tray.ftl", "!**/notices.ftl", "!**/replies.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

function sources(locale: Locale): string[] {
  return Object.entries(FILES).flatMap(([path, source]) => (path.includes(`/locales/${locale}/`) ? [source] : []));
}

export type Args = Record<string, FluentVariable>;

export interface Words {
  locale: Locale;
  t(id: string, args?: Args): string;
  /** The words for an error code; `core_unreachable` is the window's own. */
  error(code: ErrorCode | "core_unreachable"): string;
}

export function isLocale(text: unknown): text is Locale {
  return typeof text === "string" && (LOCALES as readonly string[]).includes(text);
}

/** The setting, else the first language of the system that we speak, else Russian. */
export function chooseLocale(setting: string | null | undefined, system: readonly string[] = navigator.languages): Locale {
  if (isLocale(setting)) return setting;
  return system.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale) ?? "ru";
}

export function wordsOf(locale: Locale): Words {
  // Names and texts of buyers are isolated by <bdi> where they stand, not by invisible marks inside sentences.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources(locale)) bundle.addResource(new FluentResource(source));
  const t = (id: string, args?: Args): string => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern ? bundle.formatPattern(pattern, args, []) : id;
  };
  return { locale, t, error: (code) => t(`error-${code.replaceAll("_", "-")}`) };
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const words = useMemo(() => wordsOf(locale), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error("no words above this component");
  return words;
}
