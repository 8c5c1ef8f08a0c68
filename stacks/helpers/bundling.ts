/**
 * Modules that the AWS SDK imports on demand and that a function never needs: Lambda puts its role's credentials in the
 * environment. They would be a fifth of each bundle.
 */
const neverLoadedOnLambda = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/credential-provider-imds",
];

/**
 * How functions are bundled. Event streams are left out because nothing here reads them; most SDK clients import them
 * on demand.
 */
export const lean = {
  esbuild: { external: [...neverLoadedOnLambda, "@smithy/core/event-streams"], keepNames: false },
};

/** For functions that call Lambda or CloudWatch Logs: their clients import event streams immediately and do not load without them. */
export const withEventStreams = { esbuild: { external: neverLoadedOnLambda, keepNames: false } };
