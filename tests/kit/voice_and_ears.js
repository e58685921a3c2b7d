// A voice and ears for any page: its microphone is a tone, and what it hears is told by frequency.
(() => {
  const RATE = 8000, EVERY = 40, QUIET = -50;
  window.heardTones = [];
  const devices = navigator.mediaDevices;
  const real = devices && devices.getUserMedia.bind(devices);
  if (real) devices.getUserMedia = async (wanted) => {
    (await real(wanted)).getTracks().forEach(track => track.stop());
    const context = new AudioContext();
    const voice = context.createOscillator();
    const loudness = context.createGain();
    const microphone = context.createMediaStreamDestination();
    voice.frequency.value = TONE;
    loudness.gain.value = 0.3;
    voice.connect(loudness).connect(microphone);
    voice.start();
    window.say = frequency => { voice.frequency.value = frequency; };
    return microphone.stream;
  };

  const tones = powers => {
    const found = [];
    for (let bin = 20; bin < powers.length - 3; bin++)
      if (powers[bin] > QUIET && powers[bin] >= Math.max(...powers.slice(bin - 3, bin + 4)))
        found.push(Math.round(bin * RATE / 2 / powers.length));
    return found;
  };
  const listened = new WeakSet();
  const listen = track => {
    if (listened.has(track)) return;
    listened.add(track);
    const context = new AudioContext({sampleRate: RATE});
    const ear = context.createAnalyser();
    ear.fftSize = 1024;
    ear.smoothingTimeConstant = 0;
    const mouth = new Audio();
    mouth.muted = true;
    mouth.srcObject = new MediaStream([track]);
    mouth.play();
    context.createMediaStreamSource(mouth.srcObject).connect(ear);
    const powers = new Float32Array(ear.frequencyBinCount);
    const timer = setInterval(() => {
      if (track.readyState === "ended") { clearInterval(timer); context.close(); return; }
      ear.getFloatFrequencyData(powers);
      heardTones.push([Date.now() / 1000, tones(powers)]);
      if (heardTones.length > 4000) heardTones.splice(0, 2000);
    }, EVERY);
  };

  const Peer = window.RTCPeerConnection;
  const peers = [];
  window.RTCPeerConnection = class extends Peer {
    constructor(...how) {
      super(...how);
      peers.push(this);
      this.addEventListener("track", event => listen(event.track));
    }
  };
  // Chromium plays every source that comes in, but a track follows the one that was new last: who
  // is heard again after another is heard by people, not by pages. To agree once more on the same,
  // in this page only, makes all of them new. Our own pages do so too, but later: where both are at
  // it, this attempt fails, and the next does not.
  const turn = async (peer, direction, answer) => {
    peer.getTransceivers()[0].direction = direction;
    await peer.setLocalDescription(await peer.createOffer());
    await peer.setRemoteDescription({type: "answer", sdp: answer});
  };
  window.listenAnew = async () => {
    for (const peer of peers)
      if (peer.connectionState === "connected" && peer.signalingState === "stable") {
        const answer = peer.remoteDescription.sdp;
        await turn(peer, "sendonly", answer.replace("a=sendrecv", "a=recvonly"))
          .then(() => turn(peer, "sendrecv", answer))
          .catch(() => undefined);
      }
  };
  window.connections = () => peers.length;
})();
