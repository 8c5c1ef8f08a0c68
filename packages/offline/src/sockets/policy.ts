import * as z from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());

export const policySchema = z.object({
  Statement: z.union([z.array(z.unknown()), z.unknown().transform((statement) => [statement])]).pipe(
    z.array(
      z.strictObject({
        Sid: z.string().optional(),
        Effect: z.enum(["Allow", "Deny"]),
        Action: oneOrMore,
        Resource: oneOrMore,
      }),
    ),
  ),
});

/** @returns whether the policy allows `action` on `resource`: `Deny` wins, and the default is to deny. */
export function decide(
  { Statement }: z.output<typeof policySchema>,
  action: string,
  resource: string,
): "allowed" | "denied" | "not allowed" {
  const effects = Statement.filter(
    (it) => it.Action.some((given) => fits(given, action)) && it.Resource.some((given) => fits(given, resource)),
  ).map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "denied";
  return effects.includes("Allow") ? "allowed" : "not allowed";
}

/** `*` matches any text, `?` one character. */
function fits(pattern: string, text: string): boolean {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => ({ "*": ".*", "?": "." })[sign] ?? `\\${sign}`);
  return new RegExp(`^${source}$`, "is").test(text);
}
