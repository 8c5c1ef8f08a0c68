import * as z from "zod";
import type { Permission } from "../../graph/types.ts";
import { jsonText } from "./resources.ts";

/** As `aws.iam.getPolicyDocument` is given it: what the mocked engine answers with (mocks.ts). */
export const policyDocument = jsonText(
  z.strictObject({
    statements: z.array(
      z.strictObject({
        effect: z.literal("Allow").default("Allow"),
        actions: z.array(z.string()),
        resources: z.array(z.string()),
        conditions: z
          .array(z.strictObject({ test: z.string(), variable: z.string(), values: z.array(z.string()) }))
          .optional(),
      }),
    ),
  }),
);

export function permissionsOf({ statements }: z.output<typeof policyDocument>): Permission[] {
  return statements.map(({ actions, resources, conditions }) => ({
    actions,
    resources,
    ...(conditions && { conditions }),
  }));
}
