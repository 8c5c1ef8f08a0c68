/**
 * Mails go out from these addresses. Before a first deploy, set them to ones whose mail you receive: SES asks there
 * whether the address is yours, and sends nothing before it is told so.
 */

/** To the ad manager. */
export const adMail = new sst.aws.Email("AdMail", { sender: "ads@donut-states.example" });

/** To operations. */
export const opsMail = new sst.aws.Email("OpsMail", { sender: "console@donut-states.example" });
