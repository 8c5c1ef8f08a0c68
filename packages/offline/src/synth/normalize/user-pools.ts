import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { UserPool, UserPoolClient } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { resourcesOf, unsupported } from "./resources.ts";

const poolInputs = z.object({ lambdaConfig: unsupported });

const groupInputs = z.object({ name: z.string(), userPoolId: z.string() });

const unit = z.enum(["seconds", "minutes", "hours", "days"]);
const clientInputs = z.object({
  userPoolId: z.string(),
  generateSecret: z.literal(false, "only clients without a secret are supported").default(false),
  allowedOauthFlows: z.tuple([z.literal("code", "only the code flow is supported")]),
  allowedOauthScopes: z.array(z.string()),
  callbackUrls: z.array(z.string()),
  logoutUrls: z.array(z.string()).default([]),
  idTokenValidity: z.number().default(60),
  accessTokenValidity: z.number().default(60),
  refreshTokenValidity: z.number().default(30),
  tokenValidityUnits: z
    .object({
      idToken: unit.default("hours"),
      accessToken: unit.default("hours"),
      refreshToken: unit.default("days"),
    })
    .default({ idToken: "minutes", accessToken: "minutes", refreshToken: "days" }),
  refreshTokenRotation: z.object({ feature: z.enum(["ENABLED", "DISABLED"]) }).optional(),
});

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The issuer of this machine has one address, so there is one pool. */
export function userPools(evaluation: Evaluation): UserPool[] {
  const pools = resourcesOf(evaluation, "aws:cognito/userPool:UserPool", poolInputs);
  if (pools.length > 1) {
    throw new SynthError(`Only one user pool is supported: ${pools.map(({ owner }) => owner).join(", ")}.`);
  }
  const groups = resourcesOf(evaluation, "aws:cognito/userGroup:UserGroup", groupInputs);
  const clients = resourcesOf(evaluation, "aws:cognito/userPoolClient:UserPoolClient", clientInputs);
  return pools.map(({ owner }) => ({
    name: owner,
    issuer: placeholder.userPool(owner),
    groups: groups
      .filter(({ inputs }) => inputs.userPoolId === owner)
      .map(({ inputs }) => inputs.name)
      .sort(),
    clients: clients
      .filter(({ inputs }) => inputs.userPoolId === owner)
      .map(({ owner: name, inputs }) => client(name, inputs)),
  }));
}

function client(name: string, inputs: z.output<typeof clientInputs>): UserPoolClient {
  const { tokenValidityUnits: units } = inputs;
  return {
    name,
    callbackUrls: inputs.callbackUrls,
    logoutUrls: inputs.logoutUrls,
    scopes: inputs.allowedOauthScopes,
    idTokenSeconds: inputs.idTokenValidity * seconds[units.idToken],
    accessTokenSeconds: inputs.accessTokenValidity * seconds[units.accessToken],
    refreshTokenSeconds: inputs.refreshTokenValidity * seconds[units.refreshToken],
    rotatesRefreshTokens: inputs.refreshTokenRotation?.feature === "ENABLED",
  };
}
