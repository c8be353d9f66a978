import type { Assumed } from "../check";
import { found } from "./documented";
import { absentKey, type EnosSubject, quoted } from "./subject";

const nested = (times: number, expression: string) => "(".repeat(times) + expression + ")".repeat(times);

/** Assumptions about the language of searches. */
export const expressions: Assumed<EnosSubject> = {
  "expression-grammar": {
    observe: async (subject) => {
      const [{ productKey }] = subject.wireProducts;
      const [same, other] = [`productKey = ${quoted(productKey)}`, `productKey = ${quoted(absentKey)}`];
      return {
        upperCase: await found(subject, `${same} AND ${same}`),
        andFirst: await found(subject, `${same} or ${same} and ${other}`),
        doubleQuotes: await found(subject, `productKey="${productKey}"`),
        unquoted: await found(subject, `productKey = ${productKey}`),
        notEqual: await found(subject, `productKey != ${quoted(productKey)}`),
        unlistedField: await found(subject, "productType = 'Device'"),
        notExists: await found(subject, `${same} and not exists(productTags.${absentKey})`),
      };
    },
    except: "Values with quotes in them are not tried.",
  },
  "expression-bounds": {
    observe: async (subject) => {
      const same = `productKey = ${quoted(subject.wireProducts[0].productKey)}`;
      return {
        nested100: await found(subject, nested(100, same)),
        nested101: await found(subject, nested(101, same)),
        blank: (await subject.wire.search({ expression: " ", pagination: { pageNo: 1, pageSize: 1 } })).json?.code,
      };
    },
    except: "No expression of more than 65,536 characters is sent.",
  },
};
