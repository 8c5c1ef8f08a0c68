/** Where alarms tell that people are needed. By itself in this file: the alarm of every dead-letter queue knows it. */
export const opsTopic = new sst.aws.SnsTopic("OpsTopic");
