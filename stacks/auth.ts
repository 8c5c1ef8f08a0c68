import { webOrigin } from "./helpers/web-origin.ts";

/**
 * Who can sign in: customers, who sign up themselves, and the members of two groups, who are added by hand (`aws
 * cognito-idp admin-add-user-to-group`). An e-mail address identifies a person, so it must be verified.
 */
const users = new sst.aws.CognitoUserPool("Users", {
  usernames: ["email"],
  transform: {
    userPool: {
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      deletionProtection: $app.stage === "production" ? "ACTIVE" : "INACTIVE",
    },
  },
});

for (const [name, description] of [
  ["operators", "See and change everything in the console."],
  ["viewers", "See everything in the console."],
] as const) {
  new aws.cognito.UserGroup(`Group${name}`, { userPoolId: users.id, name, description });
}

const webClient = users.addClient("WebClient", {
  callbackUrls: [$interpolate`${webOrigin}/signed-in`],
  transform: {
    client: {
      logoutUrls: [$interpolate`${webOrigin}/`],
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid", "email", "profile"],
      idTokenValidity: 15,
      accessTokenValidity: 15,
      refreshTokenValidity: 12,
      tokenValidityUnits: { idToken: "minutes", accessToken: "minutes", refreshToken: "hours" },
      refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: 30 },
      // Without ALLOW_REFRESH_TOKEN_AUTH, which Cognito does not accept together with rotation.
      explicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
      enableTokenRevocation: true,
      preventUserExistenceErrors: "ENABLED",
    },
  },
});

// Managed login needs a domain prefix that is unique in the region, as the pool's id is.
const domain = new aws.cognito.UserPoolDomain("UsersDomain", {
  userPoolId: users.id,
  domain: users.id.apply((id) => `${$app.name}-${id.replace(/^.*_/, "").toLowerCase()}`),
  managedLoginVersion: 2,
});

new aws.cognito.ManagedLoginBranding(
  "UsersBranding",
  { userPoolId: users.id, clientId: webClient.id, useCognitoProvidedValues: true },
  { dependsOn: domain },
);

/** The issuer of tokens and its client; the web app signs in there. */
export const signIn = {
  issuer: users.nodes.userPool.endpoint.apply((endpoint) => `https://${endpoint}`),
  clientId: webClient.id,
};

/** @returns what a route of this API needs in order to admit only people who are signed in */
export function signedInOnly(api: sst.aws.ApiGatewayV2) {
  const authorizer = api.addAuthorizer({
    name: "SignIn",
    jwt: { issuer: signIn.issuer, audiences: [signIn.clientId] },
  });
  return { auth: { jwt: { authorizer: authorizer.id } } };
}
