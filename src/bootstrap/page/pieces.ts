import { hasInvisible } from "../../schema/foreign-text";

/** A part of a text: to be shown as it is, or the name of a character that cannot be seen. */
export interface Piece {
  readonly text: string;
  readonly isName: boolean;
}

/** Joiners shape letters of many scripts and make one emoji of several. In the scripts named here they do nothing, and can deceive. */
const usefulJoiner =
  /(?<=[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)(?<![\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}])(?:\u200c|\u200d)/gu;

/** Text from outside in parts, so that each character of it can be seen. */
export function piecesOf(text: string): Piece[] {
  if (!hasInvisible(text)) return text === "" ? [] : [{ text, isName: false }];
  const useful = new Set([...text.matchAll(usefulJoiner)].map(({ index }) => index));
  const pieces: Piece[] = [];
  let seen = "";
  let index = 0;
  const flush = () => {
    if (seen !== "") pieces.push({ text: seen, isName: false });
    seen = "";
  };
  for (const character of text) {
    if (useful.has(index) || !hasInvisible(character)) seen += character;
    else {
      flush();
      pieces.push({ text: nameOf(character), isName: true });
    }
    index += character.length;
  }
  flush();
  return pieces;
}

/** `U+202E` */
const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
