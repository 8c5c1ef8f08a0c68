/**
 * What the AWS SDK imports only when it is called for, and a function never calls for: Lambda puts its role's credentials
 * into the environment. They would be a fifth of each bundle.
 */
const neverLoadedOnLambda = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/credential-provider-imds",
];

/** How functions are bundled; nothing here reads event streams, which most clients of the SDK import when they do. */
export const lean = {
  esbuild: { external: [...neverLoadedOnLambda, "@smithy/core/event-streams"], keepNames: false },
};

/** For functions that call Lambda: its client imports event streams at once, and does not load without. */
export const withEventStreams = { esbuild: { external: neverLoadedOnLambda, keepNames: false } };
