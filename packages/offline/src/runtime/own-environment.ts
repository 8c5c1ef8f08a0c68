/** What SDK clients read besides variables; it is not there. */
const noFile = "/dev/null";

/** For SDK clients that are to find nothing of the user's AWS settings in files. */
export const withoutAwsFiles = { AWS_CONFIG_FILE: noFile, AWS_SHARED_CREDENTIALS_FILE: noFile };

/**
 * Takes the user's AWS settings out of the environment: profiles, regions, FIPS endpoints and whatever else there is are
 * for AWS, and the clients of the engines on this machine would follow them.
 */
export function dropAwsSettings(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (name.startsWith("AWS_")) delete environment[name];
  Object.assign(environment, withoutAwsFiles);
}
