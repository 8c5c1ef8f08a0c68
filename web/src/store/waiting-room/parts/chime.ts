let context: AudioContext | undefined;

/** Browsers allow sound only after a click: call this in a click handler. */
export function allowChime(): void {
  context ??= typeof AudioContext === "undefined" ? undefined : new AudioContext();
  void context?.resume();
}

/** C, E, G, and C again: each a soft bell. */
const notes = [523.25, 659.25, 783.99, 1046.5];

export function chime(): void {
  allowChime();
  if (!context) return;
  const { currentTime, destination } = context;
  for (const [index, frequency] of notes.entries()) {
    const at = currentTime + index * 0.16;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = "sine";
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.22, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 1.1);
    tone.connect(volume).connect(destination);
    tone.start(at);
    tone.stop(at + 1.2);
  }
}
