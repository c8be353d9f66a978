/** The two services with the same operations: Alibaba's own and the compatible one of Tuya. */
export const flavours = ["alibaba", "tuya"] as const;

export type Flavour = (typeof flavours)[number];

/** The format of a response. */
export type Format = "json" | "xml";

/** Where the two services differ. */
export interface FlavourRules {
  /** common parameters without which a request signed with HMAC-SHA1 is refused, in the order of the checks */
  readonly required: readonly string[];
  readonly acs3: boolean;
  /** when the request names none */
  readonly format: Format;
  readonly requestId: (id: string) => string;
  /** whether a success carries `"Code": ""` */
  readonly emptyCode: boolean;
  /** whether refusals of the gateway carry a link that explains them */
  readonly recommend: boolean;
  /** whether products live in instances that a request names */
  readonly instances: boolean;
  /** whether the documented limits of calls per second apply */
  readonly limits: boolean;
}

const signed = ["AccessKeyId", "SignatureMethod", "SignatureNonce", "Timestamp", "Signature"];

export const flavourRules: Readonly<Record<Flavour, FlavourRules>> = {
  alibaba: {
    required: ["Version", ...signed, "SignatureVersion"],
    acs3: true,
    format: "xml",
    requestId: (id) => id.toUpperCase(),
    emptyCode: false,
    recommend: true,
    instances: true,
    limits: true,
  },
  tuya: {
    required: signed,
    acs3: false,
    format: "json",
    requestId: (id) => id.toLowerCase(),
    emptyCode: true,
    recommend: false,
    instances: false,
    limits: false,
  },
};
