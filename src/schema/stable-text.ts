/** JSON with every object's members in one order, whoever made the object. */
export const stableText = (value: unknown, indent?: number): string => JSON.stringify(value, sortMembers, indent);

const sortMembers = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
