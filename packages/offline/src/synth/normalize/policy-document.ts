import * as z from "zod";
import type { Permission, ResourcePermission } from "../../graph/types.ts";
import { conditionFault } from "../../iam/conditions.ts";
import { jsonText, unsupported } from "./resources.ts";

const condition = z
  .strictObject({ test: z.string(), variable: z.string(), values: z.array(z.string()) })
  .superRefine((it, { addIssue }) => {
    const message = conditionFault(it);
    if (message) addIssue({ code: "custom", message });
  });

const statement = z.strictObject({
  effect: z.enum(["Allow", "Deny"]).default("Allow"),
  actions: z.array(z.string()),
  resources: z.array(z.string()),
  conditions: z.array(condition).optional(),
  notActions: unsupported,
  notResources: unsupported,
  notPrincipals: unsupported,
});

const principals = z.array(z.strictObject({ type: z.enum(["AWS", "Service", "*"]), identifiers: z.array(z.string()) }));

/** The arguments of `aws.iam.getPolicyDocument`: the mocked engine answers with them (mocks.ts). */
export const policyDocument = jsonText(
  z.strictObject({ statements: z.array(statement.extend({ principals: unsupported })) }),
);

/** Like `policyDocument`, for a queue's or topic's policy. */
export const resourcePolicyDocument = jsonText(
  z.strictObject({ statements: z.array(statement.extend({ principals })) }),
);

export function permissionsOf({ statements }: z.output<typeof policyDocument>): Permission[] {
  return statements.map(permissionOf);
}

export function resourcePermissionsOf({ statements }: z.output<typeof resourcePolicyDocument>): ResourcePermission[] {
  return statements.map(({ principals, ...rest }) => ({ ...permissionOf(rest), principals }));
}

function permissionOf({ effect, actions, resources, conditions }: z.output<typeof statement>): Permission {
  return { ...(effect === "Deny" && { effect }), actions, resources, ...(conditions && { conditions }) };
}
