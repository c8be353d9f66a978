import { converted, members, mistake, optional, type Read, type Shape, type Shapes } from "./shape";

/** An object with exactly one of these members. */
export const oneMember = <S extends Shapes>(
  shapes: S,
): Shape<{ [K in keyof S]: { readonly [P in K]: Read<S[K]> } }[keyof S]> => {
  const all = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, optional(shape)]));
  return converted(
    members(all),
    (value, path, note) => {
      if (Object.keys(value).length !== 1) note(mistake(path, `expected either ${Object.keys(shapes).join(" or ")}.`));
      return value as never;
    },
    { minProperties: 1, maxProperties: 1 },
  );
};
