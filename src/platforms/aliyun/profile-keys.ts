import { oneLine } from "../../schema/foreign-text";
import { Problem } from "../../schema/problem";
import { describe } from "../../schema/wrong-type";
import { aliyunPath, type Profile, textAt, unusableProfile } from "./profile-file";
import { keysElsewhere, type Mode, modeOf } from "./profile-mode";

/** An access key, and the token that comes with a temporary one. */
export interface Keys {
  readonly accessKeyId: string | null;
  readonly accessKeySecret: string | null;
  readonly securityToken: string | null;
}

/** The keys of a profile that contains them. Throws Problem where it does not, or where they have expired. */
export function keysOfProfile(profile: Profile): Keys {
  const mode = modeOf(profile);
  switch (mode.id) {
    case "ak":
    case "accesskey":
      // A token left over from another mode belongs to other keys.
      return pairOf(profile, null);
    case "ststoken":
    case "sts":
      return temporary(profile);
    case "cloudsso":
      return cached(profile, mode, "CloudSSO");
    case "oauth":
      return cached(profile, mode, "OAuth");
    default:
      throw keysElsewhere(profile, mode);
  }
}

const pairOf = (profile: Profile, securityToken: string | null): Keys => ({
  accessKeyId: required(profile, "access_key_id"),
  accessKeySecret: required(profile, "access_key_secret"),
  securityToken,
});

/** The command line tool and the INI file have different names for the token. */
const TOKEN = { json: ["sts_token", "security_token"], ini: ["security_token", "sts_token"] } as const;

function temporary(profile: Profile): Keys {
  const [own, other] = TOKEN[profile.format];
  return pairOf(profile, textAt(profile, own) ?? textAt(profile, other) ?? required(profile, own));
}

/** Time that a run needs at least: the command line tool fetches new keys in the last seconds as well. */
const MARGIN_MS = 60_000;

/** The keys that a login left in the profile, which are used while they are valid. */
function cached(profile: Profile, { title }: Mode, mode: string): Keys {
  const until = expiration(profile);
  const refuse = (reason: string): never => {
    throw new Problem("profile-unusable", {
      path: aliyunPath,
      summary: "Login needed",
      reason,
      remedy: `Run \`aliyun configure --mode ${mode} --profile ${asWord(profile.name)}\`, or name another profile.`,
    });
  };
  const keys = ["access_key_id", "access_key_secret", "sts_token"].filter((name) => textAt(profile, name) !== null);
  if (until === null || keys.length < 3) return refuse(`The ${profile.title} has the ${title} and no keys of a login.`);
  const time = new Date(until * 1000);
  if (time.getTime() - MARGIN_MS <= Date.now()) {
    const verb = time.getTime() <= Date.now() ? "expired" : "expire in less than a minute,";
    return refuse(
      `The keys of the ${profile.title} (${title}) ${verb} at ${time.toISOString().replace(".000Z", "Z")}.`,
    );
  }
  return temporary(profile);
}

/** Seconds since 1970; null where a login has left none. */
function expiration({ title, fields }: Profile): number | null {
  const value = fields.sts_expiration ?? 0;
  const seconds = typeof value === "string" ? Number(value || 0) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds))
    throw unusableProfile(`In the ${title}, sts_expiration should be a number of seconds, but is ${describe(value)}.`);
  return seconds <= 0 ? null : seconds;
}

/** As one word of a shell. */
const asWord = (name: string): string =>
  /^[\w.@%+-]+$/.test(name) ? name : `'${oneLine(name).replaceAll("'", "'\\''")}'`;

function required(profile: Profile, name: string): string {
  const text = textAt(profile, name);
  if (text !== null) return text;
  throw unusableProfile(`The ${profile.title} has no ${name}, which its ${modeOf(profile).title} needs.`);
}
