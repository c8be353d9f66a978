import type { PageProduct } from "./content";

/** One of the names of a product. */
export interface Name {
  readonly text: string;
  /** the locales that call it so: `zh_CN` */
  readonly locales: readonly string[];
}

/** Each different name once, the default one first. A locale whose name is blank has the default one, and is not listed. */
export function namesOf({ productName, localizedNames }: Pick<PageProduct, "productName" | "localizedNames">): Name[] {
  const names = new Map<string, string[]>(productName?.trim() ? [[productName, []]] : []);
  for (const [locale, text] of Object.entries(localizedNames ?? {})) {
    const known = names.get(text);
    if (known) known.push(locale);
    else if (text.trim()) names.set(text, [locale]);
  }
  return [...names].map(([text, locales]) => ({ text, locales }));
}

/** The locale of a name that differs: `zh_CN` of `localizedNames["zh_CN"]`. */
export const localeIn = (attribute: string): string | undefined => /^localizedNames\["(.*)"\]$/.exec(attribute)?.[1];

/** The language tag of a locale: `zh-CN` of `zh_CN`. Undefined where it is not one. */
export function languageOf(locale: string | undefined): string | undefined {
  try {
    return locale === undefined ? undefined : Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}
