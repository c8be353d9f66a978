import { homedir } from "node:os";
import { join } from "node:path";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import type { Environment } from "../platform";
import { aliyunPath, type Profile, readProfileFile, unusableProfile } from "./profile-file";

/** An access key, and the token that comes with a temporary one. */
export interface Keys {
  readonly accessKeyId: string | null;
  readonly accessKeySecret: string | null;
  readonly securityToken: string | null;
}

/**
 * The profile of this name, or the current one where none is named; undefined where no name is given and there is no current one.
 * Files are read and never written. Throws Problem.
 */
export function findProfile(name: string | null, environment: Environment): Profile | undefined {
  const chosen = environment.ALIBABA_CLOUD_CREDENTIALS_FILE;
  const files = chosen ? [chosen] : usualFiles(environment);
  for (const file of files) {
    const content = readProfileFile(file);
    if (!content && chosen)
      throw unusableProfile(`${file}, which ALIBABA_CLOUD_CREDENTIALS_FILE names, does not exist.`);
    const wanted = name ?? content?.current;
    const profile = content?.profiles.find((each) => each.name === wanted);
    // Before its first run, `aliyun configure` leaves a profile without keys; the next file may have one with keys.
    if (profile && (name !== null || !isBlank(profile))) return profile;
  }
  if (name === null) return undefined;
  const searched = files.join(" or ") || "the home directory, because this user has none";
  throw new Problem("profile-unusable", {
    path: aliyunPath,
    summary: "Profile not found",
    reason: `There is no profile ${JSON.stringify(name)} in ${searched}.`,
    remedy:
      "Check profile (or CONNECT_ALIYUN_PROFILE, ALIBABA_CLOUD_PROFILE), or create it with `aliyun configure --profile`.",
  });
}

/** The keys of a profile that contains them. Throws Problem for any other mode. */
export function keysOfProfile(profile: Profile): Keys {
  const mode = modeOf(profile);
  if (mode === "AK")
    return {
      accessKeyId: required(profile, "access_key_id"),
      accessKeySecret: required(profile, "access_key_secret"),
      // A token left over from another mode belongs to other keys.
      securityToken: null,
    };
  if (mode === "StsToken")
    return {
      accessKeyId: required(profile, "access_key_id"),
      accessKeySecret: required(profile, "access_key_secret"),
      securityToken: required(profile, "sts_token"),
    };
  throw new Problem("profile-unusable", {
    path: aliyunPath,
    reason:
      `The ${profile.title} has the mode ${JSON.stringify(mode)}, which needs interaction or an external program; ` +
      "only keys that are in the profile are read (modes AK and StsToken, type access_key).",
    remedy:
      "Fetch temporary credentials first and set ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN, or name another profile.",
  });
}

export const regionOfProfile = (profile: Profile): string | null => textAt(profile, "region_id");

/** Where the command line tool and the SDKs keep profiles, in the order the SDKs look. */
function usualFiles(environment: Environment): string[] {
  const home = (process.platform === "win32" ? environment.USERPROFILE : environment.HOME) || homeOfUser();
  if (home === undefined) return [];
  return [join(home, ".aliyun", "config.json"), join(home, ".alibabacloud", "credentials")];
}

/** undefined for a user that the system does not know, as in many containers. */
function homeOfUser(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** In the terms of the command line tool. */
function modeOf(profile: Profile): string {
  const mode = textAt(profile, profile.format === "json" ? "mode" : "type");
  if (mode !== null) return mode === "access_key" ? "AK" : mode;
  return profile.format === "json" && textAt(profile, "sts_token") !== null ? "StsToken" : "AK";
}

const isBlank = (profile: Profile): boolean =>
  modeOf(profile) === "AK" &&
  textAt(profile, "access_key_id") === null &&
  textAt(profile, "access_key_secret") === null;

function required(profile: Profile, name: string): string {
  const text = textAt(profile, name);
  if (text !== null) return text;
  throw unusableProfile(`The ${profile.title} has no ${name}, which its mode needs.`);
}

function textAt({ title, fields }: Profile, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
  if (value !== null && typeof value !== "string")
    throw unusableProfile(`In the ${title}, ${name} should be a string, but is ${describe(value)}.`);
  return value || null;
}
