import { printValue } from "../../schema/foreign-text";
import { Problem } from "../../schema/problem";
import { aliyunPath, type Profile, textAt } from "./profile-file";

/** How a profile leads to keys. */
export interface Mode {
  /** `mode "AK"`, `type "access_key"`: as the file writes it */
  readonly title: string;
  /** without case and separators, so that `RamRoleArn` of the command line tool and `ram_role_arn` of the SDKs are one */
  readonly id: string;
}

/** The mode of a profile; where it names none, the one that its fields imply for the command line tool. */
export function modeOf(profile: Profile): Mode {
  const what = profile.format === "json" ? "mode" : "type";
  const written = textAt(profile, what)?.trim() || implied(profile);
  return { title: `${what} ${printValue(written)}`, id: written.toLowerCase().replace(/[_-]/g, "") };
}

/** The first of these fields that a profile has, and the mode it belongs to. */
const signs: readonly (readonly [field: string, mode: string])[] = [
  ["private_key", "RsaKeyPair"],
  ["private_key_file", "RsaKeyPair"],
  ["ram_role_name", "EcsRamRole"],
  ["role_name", "EcsRamRole"],
  ["process_command", "External"],
  ["oidc_token_file", "OIDC"],
  ["cloud_sso_sign_in_url", "CloudSSO"],
  ["oauth_site_type", "OAuth"],
  ["credentials_uri", "CredentialsURI"],
  ["bearer_token", "BearerToken"],
];

function implied(profile: Profile): string {
  const has = (...names: readonly string[]): boolean => names.some((name) => textAt(profile, name) !== null);
  if (has("access_key_id") && has("access_key_secret")) {
    if (has("sts_token", "security_token")) return "StsToken";
    return has("ram_role_arn", "role_arn") ? "RamRoleArn" : "AK";
  }
  return signs.find(([field]) => has(field))?.[1] ?? "AK";
}

const fetched = (how: string): string =>
  `${how}, and set them in the environment (ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, ` +
  "ALIBABA_CLOUD_SECURITY_TOKEN); or name another profile.";
const issued = fetched("Have STS issue temporary keys, such as with `aliyun sts AssumeRole`");
const unsigned = "Name a profile with an access key: the service only accepts signed requests.";

/** Modes whose keys are not in the profile, by id: what each needs, and what to do. */
const elsewhere: Readonly<Record<string, readonly [needs: string, remedy: string]>> = {
  ramrolearn: ["whose keys STS issues for a role", issued],
  ramrolearnwithecs: ["whose keys STS issues for a role, by way of an ECS instance", issued],
  ramrolearnwithrolename: ["whose keys STS issues for a role, by way of an ECS instance", issued],
  chainableramrolearn: ["whose keys STS issues for a role, by way of another profile", issued],
  ecsramrole: [
    "whose keys the metadata service of an ECS instance issues",
    fetched("Fetch the keys on that instance, from http://100.100.100.200/latest/meta-data/ram/security-credentials/"),
  ],
  oidc: [
    "whose keys STS issues for an OIDC token",
    fetched("Exchange the token for keys, such as with `aliyun sts AssumeRoleWithOIDC`"),
  ],
  oidcrolearn: [
    "whose keys STS issues for an OIDC token",
    fetched("Exchange the token for keys, such as with `aliyun sts AssumeRoleWithOIDC`"),
  ],
  rsakeypair: ["whose keys STS issues for an RSA key pair", fetched("Have STS issue temporary keys")],
  external: [
    "which takes the keys from a program (process_command)",
    fetched("Run that program to see the keys that it returns"),
  ],
  credentialsuri: ["which takes the keys from a server (credentials_uri)", fetched("Fetch the keys from that address")],
  bearer: ["which has a token instead of an access key", unsigned],
  bearertoken: ["which has a token instead of an access key", unsigned],
  anonymous: ["which has no access key", unsigned],
};

/** The problem of a profile whose keys are not in it. */
export function keysElsewhere(profile: Profile, { title, id }: Mode): Problem {
  const known = Object.hasOwn(elsewhere, id) ? elsewhere[id] : undefined;
  const [needs, remedy] = known ?? [
    "which is unknown here",
    fetched("Get its keys with the tool that wrote the profile"),
  ];
  return new Problem("profile-unusable", {
    path: aliyunPath,
    reason:
      `The ${profile.title} has the ${title}, ${needs}. Only keys that are in the profile are read ` +
      "(modes AK, StsToken, CloudSSO and OAuth; types access_key and sts).",
    remedy,
  });
}
