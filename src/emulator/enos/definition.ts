import { count } from "../../schema/count";
import { defineEmulator, firstAccount, madeUp, wordsOr } from "../shell/definition";
import demo from "./demo.json";
import { editions } from "./edition";
import { enosEmulator } from "./emulator";
import { withRsaKey } from "./rsa-key";
import type { EnosSeed, WireProduct } from "./seed";

/** What the command line and its start screen say of the emulated EnOS. */
export const enos = defineEmulator({
  title: "EnOS Connect",
  flags: {
    edition: { letter: "E", help: `of EnOS: ${editions.join(", ")} (default: 2.4)`, words: editions },
    "rsa-key": {
      letter: "F",
      help: "PEM file, created if missing: the key pair of EnOS's accounts, which product secrets need",
    },
  },
  seedHelp: {
    members:
      '"accounts":[{"accessKey":"…","secretKey":"…","orgIds":["o1…"],"permissions":["Product:Read"]}],"products":[…]',
    document: "V2.4",
  },
  demo: demo as EnosSeed,
  completeSeed: (seed, { "rsa-key": file }) => (file === undefined ? seed : withRsaKey(seed, file)),
  open: ({ edition }) => enosEmulator({ edition }),
  seedOf(products, { orgId = "" }) {
    const owned = (products as readonly WireProduct[]).map((product) => ({
      ...product,
      orgId: product.orgId ?? orgId,
    }));
    const orgIds = [...new Set([orgId, ...owned.map((product) => product.orgId)])].filter((id) => id !== "");
    return {
      accounts: [{ accessKey: madeUp("access-key"), secretKey: madeUp("secret-key"), orgIds }],
      products: owned,
    };
  },
  section({ accounts, products }: EnosSeed, { endpoint, flags: { edition = "2.4" } }) {
    const [account] = accounts;
    const orgId = account?.orgIds[0] ?? "";
    const organizations = new Set(products.map((product) => product.orgId));
    return {
      title: `EnOS Connect, edition ${edition}`,
      content: `${count(products.length, "product")} in ${count(organizations.size, "organization")}`,
      products: products
        .filter((product) => product.orgId === orgId)
        .map(({ productKey, productName }) => ({ key: productKey, name: productName?.defaultValue ?? null })),
      account:
        account &&
        firstAccount(
          [
            account.accessKey,
            wordsOr("no organization", account.orgIds),
            wordsOr("no permission", account.permissions ?? ["Product:Read"]),
          ],
          accounts,
        ),
      variables: [
        { name: "CONNECT_ENOS_ENDPOINT", value: endpoint },
        ...(edition === "2.4" ? [] : [{ name: "CONNECT_ENOS_API_VERSION", value: "v2.1" }]),
        ...(account
          ? [
              { name: "CONNECT_ENOS_ORG_ID", value: orgId, member: "orgIds" },
              { name: "CONNECT_ENOS_ACCESS_KEY", value: account.accessKey, member: "accessKey" },
              { name: "CONNECT_ENOS_SECRET_KEY", value: account.secretKey, member: "secretKey", secret: true },
            ]
          : []),
      ],
    };
  },
});
