/** Receives alarms that need people. It has its own file because the alarm of every dead-letter queue uses it. */
export const opsTopic = new sst.aws.SnsTopic("OpsTopic");
