import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { UserPool, UserPoolClient } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const signIn = "the local issuer signs in whom offline accounts name, without a password";
const poolInputs = {
  ...everywhere,
  lambdaConfig: unsupported,
  accountRecoverySetting: harmless(signIn),
  adminCreateUserConfig: harmless(signIn),
  aliasAttributes: harmless(signIn),
  autoVerifiedAttributes: harmless(signIn),
  deletionProtection: harmless("the laptop never deletes a pool"),
  deviceConfiguration: harmless(signIn),
  emailConfiguration: harmless(signIn),
  mfaConfiguration: harmless(signIn),
  passwordPolicy: harmless(signIn),
  userAttributeUpdateSettings: harmless(signIn),
  userPoolAddOns: harmless(signIn),
  usernameAttributes: harmless(signIn),
  usernameConfiguration: harmless(signIn),
  verificationMessageTemplate: harmless(signIn),
};

const groupInputs = {
  name: z.string(),
  userPoolId: z.string(),
  description: harmless("for people"),
  precedence: unsupported,
  roleArn: unsupported,
};

const unit = z.enum(["seconds", "minutes", "hours", "days"]);
const clientInputs = {
  ...everywhere,
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
    .strictObject({
      idToken: unit.default("hours"),
      accessToken: unit.default("hours"),
      refreshToken: unit.default("days"),
    })
    .default({ idToken: "minutes", accessToken: "minutes", refreshToken: "days" }),
  refreshTokenRotation: z
    .strictObject({
      feature: z.enum(["ENABLED", "DISABLED"]),
      retryGracePeriodSeconds: harmless("nothing between a browser and this machine loses an answer"),
    })
    .optional(),
  allowedOauthFlowsUserPoolClient: z.literal(true, "only clients of OAuth flows are supported").optional(),
  enableTokenRevocation: harmless("tokens of the local issuer can be revoked"),
  explicitAuthFlows: harmless(signIn),
  preventUserExistenceErrors: harmless(signIn),
  supportedIdentityProviders: z.tuple([z.literal("COGNITO", "other providers are not supported")]).optional(),
};

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** This machine's issuer has one address, so there can be only one pool. */
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

function client(name: string, inputs: z.output<z.ZodObject<typeof clientInputs>>): UserPoolClient {
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
