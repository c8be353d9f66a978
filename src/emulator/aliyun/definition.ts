import { count } from "../../schema/count";
import { defineEmulator, firstAccount, madeUp, type Variable, wordsOr } from "../shell/definition";
import demo from "./demo.json";
import { aliyunEmulator } from "./emulator";
import { flavourRules, flavours } from "./flavour";
import { type Account, type AliyunSeed, permissionOf, type WireProduct } from "./seed";

/** What the command line and its start screen say of the emulated Aliyun IoT. */
export const aliyun = defineEmulator({
  title: "Aliyun IoT",
  flags: {
    flavour: {
      letter: "F",
      help: `of Aliyun: ${flavours.join(", ")} (default: the seed's, else alibaba)`,
      words: flavours,
    },
  },
  seedHelp: {
    members: '"aliyun":{"accounts":[{"accessKeyId":"…","accessKeySecret":"…"}], "products":[{…,"IotInstanceId":"…"}]}',
    document: "QueryProduct",
  },
  demo: demo as { readonly aliyun: AliyunSeed },
  open: ({ flavour }) => aliyunEmulator({ flavour }),
  seedOf(products, { instanceId = "" }) {
    const instance = instanceId === "" ? {} : { IotInstanceId: instanceId };
    const account = {
      accessKeyId: madeUp("access-key-id"),
      accessKeySecret: madeUp("access-key-secret"),
      ...(instanceId !== "" && { instanceIds: [instanceId] }),
    };
    return {
      aliyun: {
        accounts: [account],
        products: (products as readonly WireProduct[]).map((product) => ({ ...product, ...instance })),
      },
    };
  },
  section({ aliyun: { accounts, products, ...seed } }, { endpoint, flags }) {
    const flavour = flags.flavour ?? seed.flavour ?? "alibaba";
    const { instances } = flavourRules[flavour];
    const [account] = accounts;
    const instance = instances ? account?.instanceIds?.[0] : undefined;
    return {
      title: `Aliyun IoT, flavour ${flavour}`,
      content: count(products.length, "product"),
      products: products
        .filter(({ IotInstanceId }) => !instances || (IotInstanceId || undefined) === instance)
        .map(({ ProductKey, ProductName }) => ({ key: ProductKey, name: ProductName ?? null })),
      account:
        account &&
        firstAccount(
          [account.accessKeyId, wordsOr("no permission", account.permissions ?? Object.values(permissionOf))],
          accounts,
        ),
      variables: [
        { name: "CONNECT_ALIYUN_ENDPOINT", value: endpoint },
        ...(instance ? [{ name: "CONNECT_ALIYUN_INSTANCE_ID", value: instance, member: "instanceIds" }] : []),
        ...(account ? variablesOf(account) : []),
      ],
    };
  },
});

const variablesOf = ({ accessKeyId, accessKeySecret, securityToken }: Account): readonly Variable[] => [
  { name: "CONNECT_ALIYUN_ACCESS_KEY_ID", value: accessKeyId, member: "accessKeyId" },
  { name: "CONNECT_ALIYUN_ACCESS_KEY_SECRET", value: accessKeySecret, member: "accessKeySecret", secret: true },
  ...(securityToken
    ? [{ name: "CONNECT_ALIYUN_SECURITY_TOKEN", value: securityToken, member: "securityToken", secret: true }]
    : []),
];
