/** The sections of an INI file, or the first line that is none of what may be there. */
export type IniFile =
  | { readonly sections: ReadonlyMap<string, Readonly<Record<string, string>>> }
  | { readonly line: number; readonly problem: string };

/**
 * Reads INI as the SDKs' own readers do: a comment may follow a section or a value, after white space; names of values in any case;
 * the later of two equal names counts.
 */
export function parseIni(text: string): IniFile {
  const sections = new Map<string, Record<string, string>>();
  let fields: Record<string, string> | undefined;
  for (const [index, raw] of text.split(/\r\n|[\r\n]/).entries()) {
    const line = raw.trim();
    if (line === "" || /^[#;]/.test(line)) continue;
    const refused = (problem: string) => ({ line: index + 1, problem });
    const section = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim();
    const [, name, value = ""] = /^([\w.-]+)\s*[=:](.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      fields = sections.get(section) ?? {};
      sections.set(section, fields);
    } else if (name === undefined) return refused("expected [profile], name = value or a comment");
    else if (fields === undefined) return refused("this is before the first [profile]");
    else fields[name.toLowerCase()] = plain(value.trim());
  }
  return { sections };
}

/** Without its comment and its quotes. A "#" or ";" that follows no white space belongs to the value. */
function plain(text: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:[#;].*)?$/.exec(text);
  return quoted?.[2] ?? text.replace(/(^|\s)[#;].*$/, "").trim();
}
