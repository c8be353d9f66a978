import { snakeCase } from "../../schema/name";
import { Problem } from "../../schema/problem";
import type { Environment, Found } from "../platform";
import { checkRegion } from "./endpoint";
import { checkKey } from "./key";
import { findProfile, regionOfProfile } from "./profile";
import { aliyunPath } from "./profile-file";
import { type Keys, keysOfProfile } from "./profile-keys";

/** The settings that identify the caller. */
export interface CredentialSettings {
  readonly endpoint: string | null;
  readonly region: string | null;
  readonly accessKeyId: string | null;
  readonly accessKeySecret: string | null;
  readonly securityToken: string | null;
  readonly profile: string | null;
}

interface CredentialSource extends Keys {
  /** "the aliyun block" */
  readonly title: string;
  /** the name of each key there, such as its variable */
  readonly nameOf: NameOf;
  readonly profile: string | null;
  /** whether ALIBABA_CLOUD_IGNORE_PROFILE may switch its profile off */
  readonly ignorable: boolean;
}

type NameOf = (key: keyof Keys) => string;

/**
 * The credentials as one set: the first source that has any decides, block before CONNECT_ALIYUN_… before ALIBABA_CLOUD_… before
 * profile files, so that a token is never combined with a key of another source. Throws Problem.
 */
export function completeCredentials(
  settings: CredentialSettings,
  written: Partial<CredentialSettings>,
  environment: Environment,
): Partial<Record<keyof CredentialSettings, Found>> {
  const sources = [
    sourceOf("the aliyun block", () => "the provider block", written),
    sourceInEnvironment("CONNECT_ALIYUN_", environment),
    sourceInEnvironment("ALIBABA_CLOUD_", environment),
  ];
  const ignored = /^true$/i.test(environment.ALIBABA_CLOUD_IGNORE_PROFILE ?? "");
  const first = sources.findIndex(
    (source) => hasKeys(source) || (source.profile !== null && !isIgnored(source, ignored)),
  );
  const source = sources[first];
  const named = source?.profile ?? null;

  if (source && hasKeys(source)) {
    const set = pair(source, sources.slice(first + 1).find(hasKeys));
    checkKeys(set, set.title);
    const needsRegion = named !== null && !ignored && settings.endpoint === null && settings.region === null;
    return { ...foundKeys(set, set.nameOf), ...(needsRegion && regionFrom(findProfile(named, environment))) };
  }
  const profile = ignored ? undefined : findProfile(named, environment);
  if (!profile) return foundKeys({ accessKeyId: null, accessKeySecret: null, securityToken: null }, () => "");
  const keys = keysOfProfile(profile);
  checkKeys(keys, profile.title);
  return { ...foundKeys(keys, () => profile.title), ...(settings.region === null && regionFrom(profile)) };
}

function foundKeys(keys: Keys, nameOf: NameOf): Record<keyof Keys, Found> {
  const found = (key: keyof Keys): Found => ({ value: keys[key], foundIn: keys[key] === null ? null : nameOf(key) });
  return {
    accessKeyId: found("accessKeyId"),
    accessKeySecret: found("accessKeySecret"),
    securityToken: found("securityToken"),
  };
}

const orNull = (text: string | null | undefined): string | null => text || null;

const sourceOf = (
  title: string,
  nameOf: NameOf,
  values: Partial<CredentialSettings>,
  ignorable = false,
): CredentialSource => ({
  title,
  nameOf,
  accessKeyId: orNull(values.accessKeyId),
  accessKeySecret: orNull(values.accessKeySecret),
  securityToken: orNull(values.securityToken),
  profile: orNull(values.profile),
  ignorable,
});

function sourceInEnvironment(prefix: string, environment: Environment): CredentialSource {
  const nameOf: NameOf = (key) => `${prefix}${snakeCase(key).toUpperCase()}`;
  const values = {
    accessKeyId: environment[nameOf("accessKeyId")] ?? null,
    accessKeySecret: environment[nameOf("accessKeySecret")] ?? null,
    securityToken: environment[nameOf("securityToken")] ?? null,
    profile: environment[`${prefix}PROFILE`] ?? null,
  };
  return sourceOf(`the environment (${prefix}…)`, nameOf, values, prefix === "ALIBABA_CLOUD_");
}

/** A token without keys does not count. */
const hasKeys = ({ accessKeyId, accessKeySecret }: Keys): boolean => accessKeyId !== null || accessKeySecret !== null;

/** ALIBABA_CLOUD_IGNORE_PROFILE overrides ALIBABA_CLOUD_PROFILE; together with any other named profile it is an error. */
function isIgnored({ title, profile, ignorable }: CredentialSource, ignored: boolean): boolean {
  if (!ignored) return false;
  if (ignorable) return true;
  throw new Problem("profile-unusable", {
    path: aliyunPath,
    summary: "Profile ignored",
    reason: `profile = ${JSON.stringify(profile)} is set in ${title}, and ALIBABA_CLOUD_IGNORE_PROFILE=TRUE forbids reading profile files.`,
    remedy: "Remove one of the two.",
  });
}

/** One half of the keys may come from one source and the other from the next: an id in the block, its secret in the environment. */
function pair(source: CredentialSource, other: CredentialSource | undefined): CredentialSource {
  if (other === undefined || (source.accessKeyId !== null && source.accessKeySecret !== null)) return source;
  const known = source.accessKeyId === null ? "accessKeySecret" : "accessKeyId";
  const [has, lacks] =
    known === "accessKeyId" ? ["access_key_id", "access_key_secret"] : ["access_key_secret", "access_key_id"];
  if (other[known] !== null && other[known] !== source[known])
    throw new Problem("credentials-incomplete", {
      path: aliyunPath,
      reason: `${capital(source.title)} has ${has} without ${lacks}, and ${other.title} has credentials of its own, which are not mixed with it.`,
      remedy: `Add ${lacks} in ${source.title}, or remove ${has} there.`,
    });
  const holder = (key: keyof Keys): CredentialSource => (source[key] === null ? other : source);
  return {
    title: `${source.title} and ${other.title}`,
    nameOf: (key) => holder(key).nameOf(key),
    accessKeyId: holder("accessKeyId").accessKeyId,
    accessKeySecret: holder("accessKeySecret").accessKeySecret,
    securityToken: holder("securityToken").securityToken,
    profile: source.profile,
    ignorable: source.ignorable,
  };
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function checkKeys({ accessKeyId, accessKeySecret, securityToken }: Keys, title: string): void {
  const named = { access_key_id: accessKeyId, access_key_secret: accessKeySecret, security_token: securityToken };
  for (const [name, value] of Object.entries(named)) {
    const problem = value === null ? undefined : checkKey(value);
    if (problem !== undefined)
      throw new Problem("credentials-unusable", { path: aliyunPath, reason: `${name} of ${title}: ${problem}` });
  }
}

function regionFrom(profile: ReturnType<typeof findProfile>): { readonly region: Found } | undefined {
  if (!profile) return undefined;
  const region = regionOfProfile(profile);
  const problem = region === null ? undefined : checkRegion(region);
  if (problem !== undefined)
    throw new Problem("region-unusable", { path: aliyunPath, reason: `region_id of ${profile.title}: ${problem}` });
  return { region: { value: region, foundIn: region === null ? null : profile.title } };
}
