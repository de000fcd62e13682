import Foundation
import Signal

/// A room by velvet noise (H. Järveläinen and M. Karjalainen, "Reverberation modeling using velvet noise", AES 30 (2007)):
/// single echoes at random that grow fainter, and a noise floor. The same for every voice.
struct LivingRoom {
    /// Seconds for 60 dB of decay.
    var decay = 0.45
    /// Echoes a second.
    var density = 900.0
    /// dB: the power of all echoes against the direct sound.
    var level = -8.0
    /// dB: the noise against the voice's RMS.
    var noise = -35.0

    /// The voice in the room, one channel as long as it was.
    func record(_ voice: AudioBuffer) -> AudioBuffer {
        let dry = voice.mono()
        let rate = voice.sampleRate
        var generator = SeededGenerator(seed: 1, stream: 6)
        var echoes = (0..<Int(decay * density)).map { index -> (delay: Int, gain: Double) in
            let seconds = (Double(index) + generator.uniform()) / density
            let sign = generator.uniform() < 0.5 ? -1.0 : 1
            return (max(Int(seconds * rate), 1), sign * pow(10, -3 * seconds / decay))
        }
        let power = echoes.reduce(0) { $0 + $1.gain * $1.gain }
        let scale = (pow(10, level / 10) / max(power, 1e-12)).squareRoot()
        for index in echoes.indices { echoes[index].gain *= scale }
        var wet = dry
        for echo in echoes where echo.delay < dry.count {
            let gain = Float(echo.gain)
            for index in echo.delay..<dry.count { wet[index] += gain * dry[index - echo.delay] }
        }
        let square = dry.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(dry.count, 1))
        let floor = square.squareRoot() * pow(10, noise / 20)
        for index in wet.indices { wet[index] += Float(floor * generator.normal()) }
        return AudioBuffer(sampleRate: rate, mono: wet)
    }
}
