import { snakeCase } from "../../schema/name";
import { Problem } from "../../schema/problem";
import type { Environment, Found } from "../platform";
import { checkRegion } from "./endpoint";
import { checkKey } from "./key";
import { findProfile, type Keys, keysOfProfile, regionOfProfile } from "./profile";
import { aliyunPath } from "./profile-file";

/** The settings that say who asks. */
export interface CredentialSettings {
  readonly endpoint: string | null;
  readonly region: string | null;
  readonly accessKeyId: string | null;
  readonly accessKeySecret: string | null;
  readonly securityToken: string | null;
  readonly profile: string | null;
}

interface Place extends Keys {
  /** "the aliyun block" */
  readonly title: string;
  /** what each key is called there */
  readonly nameOf: NameOf;
  readonly profile: string | null;
  /** what ALIBABA_CLOUD_IGNORE_PROFILE does to its profile */
  readonly ignorable: boolean;
}

type NameOf = (key: keyof Keys) => string;

/**
 * The credentials as one set: the first place that has any decides, block before CONNECT_ALIYUN_… before ALIBABA_CLOUD_… before
 * profile files, so that no token ever meets the key of another place. Throws Problem.
 */
export function completeCredentials(
  settings: CredentialSettings,
  written: Partial<CredentialSettings>,
  environment: Environment,
): Partial<Record<keyof CredentialSettings, Found>> {
  const places = [
    placeOf("the aliyun block", () => "the provider block", written),
    environmentPlace("CONNECT_ALIYUN_", environment),
    environmentPlace("ALIBABA_CLOUD_", environment),
  ];
  const ignored = /^true$/i.test(environment.ALIBABA_CLOUD_IGNORE_PROFILE ?? "");
  const first = places.findIndex((place) => hasKeys(place) || (place.profile !== null && !isIgnored(place, ignored)));
  const place = places[first];
  const named = place?.profile ?? null;

  if (place && hasKeys(place)) {
    const set = pair(place, places.slice(first + 1).find(hasKeys));
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
  const found = (key: keyof Keys): Found => ({ value: keys[key], place: keys[key] === null ? null : nameOf(key) });
  return {
    accessKeyId: found("accessKeyId"),
    accessKeySecret: found("accessKeySecret"),
    securityToken: found("securityToken"),
  };
}

const orNull = (text: string | null | undefined): string | null => text || null;

const placeOf = (title: string, nameOf: NameOf, values: Partial<CredentialSettings>, ignorable = false): Place => ({
  title,
  nameOf,
  accessKeyId: orNull(values.accessKeyId),
  accessKeySecret: orNull(values.accessKeySecret),
  securityToken: orNull(values.securityToken),
  profile: orNull(values.profile),
  ignorable,
});

function environmentPlace(prefix: string, environment: Environment): Place {
  const nameOf: NameOf = (key) => `${prefix}${snakeCase(key).toUpperCase()}`;
  const values = {
    accessKeyId: environment[nameOf("accessKeyId")] ?? null,
    accessKeySecret: environment[nameOf("accessKeySecret")] ?? null,
    securityToken: environment[nameOf("securityToken")] ?? null,
    profile: environment[`${prefix}PROFILE`] ?? null,
  };
  return placeOf(`the environment (${prefix}…)`, nameOf, values, prefix === "ALIBABA_CLOUD_");
}

/** A token alone is nothing: it belongs to keys. */
const hasKeys = ({ accessKeyId, accessKeySecret }: Keys): boolean => accessKeyId !== null || accessKeySecret !== null;

/** ALIBABA_CLOUD_IGNORE_PROFILE is stronger than its sibling ALIBABA_CLOUD_PROFILE, and contradicts a profile named for us. */
function isIgnored({ title, profile, ignorable }: Place, ignored: boolean): boolean {
  if (!ignored) return false;
  if (ignorable) return true;
  throw new Problem("profile-unusable", {
    path: aliyunPath,
    summary: "Profile ignored",
    reason: `profile = ${JSON.stringify(profile)} is set in ${title}, and ALIBABA_CLOUD_IGNORE_PROFILE=TRUE forbids reading profile files.`,
    remedy: "Remove one of the two.",
  });
}

/** One half of the keys may stand in one place and the other in the next: an id in the block, its secret in the environment. */
function pair(place: Place, other: Place | undefined): Place {
  if (other === undefined || (place.accessKeyId !== null && place.accessKeySecret !== null)) return place;
  const known = place.accessKeyId === null ? "accessKeySecret" : "accessKeyId";
  const [has, lacks] =
    known === "accessKeyId" ? ["access_key_id", "access_key_secret"] : ["access_key_secret", "access_key_id"];
  if (other[known] !== null && other[known] !== place[known])
    throw new Problem("credentials-incomplete", {
      path: aliyunPath,
      reason: `${capital(place.title)} has ${has} without ${lacks}, and ${other.title} has credentials of its own, which are not mixed with it.`,
      remedy: `Add ${lacks} in ${place.title}, or remove ${has} there.`,
    });
  const holder = (key: keyof Keys): Place => (place[key] === null ? other : place);
  return {
    title: `${place.title} and ${other.title}`,
    nameOf: (key) => holder(key).nameOf(key),
    accessKeyId: holder("accessKeyId").accessKeyId,
    accessKeySecret: holder("accessKeySecret").accessKeySecret,
    securityToken: holder("securityToken").securityToken,
    profile: place.profile,
    ignorable: place.ignorable,
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
  return { region: { value: region, place: region === null ? null : profile.title } };
}
