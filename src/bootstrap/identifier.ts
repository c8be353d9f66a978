import type { Facts } from "./facts";

type Named = Pick<Facts, "productKey" | "productName">;

// An identifier depends only on a product's own name and key: no other product can change it. The part from the name has no
// underscore before the key, so every identifier determines its key, and no two products share one. With its underscore it never
// equals a keyword.

/**
 * The letters that are kept: Latin, Greek, Cyrillic, Korean, Japanese, Chinese. All versions of TypeScript and HCL accept them, and
 * editors show them from left to right. Names in other scripts are left out.
 */
const readable =
  /[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u0523\uac00-\ud7a3\u3005\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4db5\u4e00-\u9fcc]+/g;

/** `smartMeter202_8f7KmDED`, `光伏逆变器_Qx41LmVb` */
export const constantName = ({ productName, productKey }: Named): string => {
  const [first = "", ...rest] = words(productName);
  return [uncapitalized(first), ...rest.map(capitalized)].join("") + keyPart(productKey);
};

/** `smart_meter_202_8f7KmDED` */
export const label = ({ productName, productKey }: Named): string =>
  words(productName).join("_").toLowerCase() + keyPart(productKey);

/** `PRODUCT_SMART_METER_202_8f7KmDED`: shells accept ASCII letters only. */
export const variableStem = ({ productName, productKey }: Named): string => {
  const plain = beginning(productName)
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "");
  const ascii = plain.match(/[A-Za-z0-9]+/g) ?? [];
  return ["PRODUCT", ...ascii.map((word) => word.toUpperCase())].join("_") + keyPart(productKey);
};

/** The compatibility form, because names may have ｆｕｌｌ-ｗｉｄｔｈ letters. */
function words(name: string | null): string[] {
  const found: string[] = beginning(name).normalize("NFKC").replace(/['’]/g, "").match(readable) ?? [];
  return /^[^0-9]/.test(found[0] ?? "") ? found : ["product", ...found];
}

/** Enough to recognize the product. */
const beginning = (name: string | null): string => (name ?? "").slice(0, 60);

/** Most keys need no change; in others, characters that are not allowed become numbers. Two underscores mark those. */
const keyPart = (key: string): string =>
  /^[A-Za-z0-9]+$/.test(key)
    ? `_${key}`
    : `__${[...key].map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `_${sign.codePointAt(0)?.toString(16)}_`)).join("")}`;

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `PV` becomes `pv`, not `pV`. */
const uncapitalized = (word: string): string =>
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
