/** Names of the editions a gateway can be of. */
export const editions = ["2.1-early", "2.1", "2.4"] as const;

export type Edition = (typeof editions)[number];

/** How an edition differs from the others, as far as products are concerned. */
export interface EditionRules {
  readonly versions: readonly ("v2.1" | "v2.4")[];
  readonly notFound: { readonly code: number; readonly msg: string };
  readonly largestPage: number;
  /** fields its responses do not have */
  readonly omits: readonly string[];
}

const later = { code: 11404, msg: "Product cannot be found" };

export const editionRules: Readonly<Record<Edition, EditionRules>> = {
  "2.1-early": {
    versions: ["v2.1"],
    notFound: { code: 11611, msg: "Not found" },
    largestPage: 200,
    omits: ["createTime", "createBy", "updateTime", "updateBy", "defaultValidDay", "maxValidDay"],
  },
  "2.1": { versions: ["v2.1"], notFound: later, largestPage: 1000, omits: [] },
  "2.4": { versions: ["v2.1", "v2.4"], notFound: later, largestPage: 1000, omits: [] },
};
