import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import csErrors from "../../../locales/cs/errors.ftl?raw";
import csNotify from "../../../locales/cs/notify.ftl?raw";
import csRules from "../../../locales/cs/rules.ftl?raw";
import csSla from "../../../locales/cs/sla.ftl?raw";
import csUi from "../../../locales/cs/ui.ftl?raw";
import enErrors from "../../../locales/en/errors.ftl?raw";
import enNotify from "../../../locales/en/notify.ftl?raw";
import enRules from "../../../locales/en/rules.ftl?raw";
import enSla from "../../../locales/en/sla.ftl?raw";
import enUi from "../../../locales/en/ui.ftl?raw";
import frErrors from "../../../locales/fr/errors.ftl?raw";
import frNotify from "../../../locales/fr/notify.ftl?raw";
import frRules from "../../../locales/fr/rules.ftl?raw";
import frSla from "../../../locales/fr/sla.ftl?raw";
import frUi from "../../../locales/fr/ui.ftl?raw";
import huErrors from "../../../locales/hu/errors.ftl?raw";
import huNotify from "../../../locales/hu/notify.ftl?raw";
import huRules from "../../../locales/hu/rules.ftl?raw";
import huSla from "../../../locales/hu/sla.ftl?raw";
import huUi from "../../../locales/hu/ui.ftl?raw";
import ruErrors from "../../../locales/ru/errors.ftl?raw";
import ruNotify from "../../../locales/ru/notify.ftl?raw";
import ruRules from "../../../locales/ru/rules.ftl?raw";
import ruSla from "../../../locales/ru/sla.ftl?raw";
import ruUi from "../../../locales/ru/ui.ftl?raw";
import type { ErrorCode } from "../api/bindings";

export const LOCALES = ["ru", "en", "hu", "cs", "fr"] as const;
export type Locale = (typeof LOCALES)[number];

/** A language is named in itself, so that its speakers find it. */
export const LOCALE_NAMES: Record<Locale, string> = { ru: "Русский", en: "English", hu: "Magyar", cs: "Čeština", fr: "Français" };

const SOURCES: Record<Locale, string[]> = {
  ru: [ruUi, ruNotify, ruRules, ruSla, ruErrors],
  en: [enUi, enNotify, enRules, enSla, enErrors],
  hu: [huUi, huNotify, huRules, huSla, huErrors],
  cs: [csUi, csNotify, csRules, csSla, csErrors],
  fr: [frUi, frNotify, frRules, frSla, frErrors],
};

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
  for (const source of SOURCES[locale]) bundle.addResource(new FluentResource(source));
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
