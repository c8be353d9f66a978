import { homedir } from "node:os";
import { join } from "node:path";
import { printValue } from "../../schema/foreign-text";
import { listed, nearest, suggestion } from "../../schema/nearest";
import { Problem } from "../../schema/problem";
import type { Environment } from "../platform";
import { aliyunPath, type Profile, readProfileFile, textAt, unusableProfile } from "./profile-file";
import { modeOf } from "./profile-mode";

/**
 * The profile of this name, or the current one where none is named; undefined where no name is given and there is no profile.
 * Disabled ones do not count. Files are read and never written. Throws Problem.
 */
export function findProfile(name: string | null, environment: Environment): Profile | undefined {
  const chosen = environment.ALIBABA_CLOUD_CREDENTIALS_FILE;
  const files = chosen ? [chosen] : usualFiles(environment);
  const faults: string[] = [];
  const others: Profile[] = [];
  for (const file of files) {
    const content = readProfileFile(file);
    if (!content && chosen)
      throw unusableProfile(`${file}, which ALIBABA_CLOUD_CREDENTIALS_FILE names, does not exist.`);
    const wanted = name ?? content?.current ?? FIRST;
    const profile = content?.profiles.find((each) => each.name === wanted);
    if (profile === undefined) {
      others.push(...(content?.profiles ?? []));
      if (name === null && wanted !== FIRST)
        faults.push(`The current profile of ${file} is ${printValue(wanted)}, which is not in it.`);
    } else if (isDisabled(profile)) faults.push(`The ${profile.title} is disabled: its enable is not true.`);
    // Before its first run, `aliyun configure` leaves a profile without keys; the next file may have one with keys.
    else if (name !== null || !isBlank(profile)) return profile;
  }
  if (faults.length > 0) throw unusableProfile(faults.join(" "));
  if (name !== null) throw notFound(name, files, others);
  const usable = others.filter((each) => !isDisabled(each));
  if (usable.length > 0) throw noneChosen(usable);
  return undefined;
}

/** The profile that the tools use where no other is named; a file may name it before there is one. */
const FIRST = "default";

function noneChosen(profiles: readonly Profile[]): Problem {
  const inFiles = [...new Set(profiles.map(({ file }) => file))].map((file) => {
    const names = profiles.filter((each) => each.file === file).map((each) => printValue(each.name));
    return `${file} has ${listed(names)}`;
  });
  return new Problem("profile-unusable", {
    path: aliyunPath,
    summary: "No profile chosen",
    reason: `No profile is named, none is the current one, and none is called "${FIRST}": ${inFiles.join("; ")}.`,
    remedy: "Name one in profile (or CONNECT_ALIYUN_PROFILE, ALIBABA_CLOUD_PROFILE).",
  });
}

function notFound(name: string, files: readonly string[], others: readonly Profile[]): Problem {
  const searched = listed(files, "or") || "the home directory, because this user has none";
  const hint = suggestion(
    nearest(
      name,
      others.map((each) => each.name),
    ).map((each) => printValue(each)),
  );
  return new Problem("profile-unusable", {
    path: aliyunPath,
    summary: "Profile not found",
    reason: `There is no profile ${printValue(name)} in ${searched}.${hint === "" ? "" : ` ${hint}`}`,
    remedy:
      "Check profile (or CONNECT_ALIYUN_PROFILE, ALIBABA_CLOUD_PROFILE), or create it with `aliyun configure --profile`.",
  });
}

export const regionOfProfile = (profile: Profile): string | null => textAt(profile, "region_id");

/** Where the command line tool and the SDKs keep profiles, in the order the SDKs look; those for Java and Python have the last one. */
function usualFiles(environment: Environment): string[] {
  const home = (process.platform === "win32" ? environment.USERPROFILE : environment.HOME) || homeOfUser();
  if (home === undefined) return [];
  const shared = join(home, ".alibabacloud");
  return [join(home, ".aliyun", "config.json"), join(shared, "credentials"), join(shared, "credentials.ini")];
}

/** undefined for a user that the system does not know, as in many containers. */
function homeOfUser(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** By the spellings of yes and no that the SDKs' readers of INI know; only some of them mind `enable`. */
function isDisabled(profile: Profile): boolean {
  const enabled = profile.format === "ini" ? textAt(profile, "enable") : null;
  return enabled !== null && !/^(true|yes|on|1)$/i.test(enabled);
}

const isBlank = (profile: Profile): boolean =>
  modeOf(profile).id === "ak" &&
  textAt(profile, "access_key_id") === null &&
  textAt(profile, "access_key_secret") === null;
