/** A file that SDK clients would read settings from; it does not exist. */
const noFile = "/dev/null";

/** For SDK clients that must not find the user's AWS settings in files. */
export const withoutAwsFiles = { AWS_CONFIG_FILE: noFile, AWS_SHARED_CREDENTIALS_FILE: noFile };

/**
 * Removes the user's AWS settings from the environment: profiles, regions, FIPS endpoints and so on are meant for AWS,
 * and clients of the local engines would apply them.
 */
export function dropAwsSettings(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (name.startsWith("AWS_")) delete environment[name];
  Object.assign(environment, withoutAwsFiles);
}
