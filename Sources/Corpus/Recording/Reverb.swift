import Band
import Foundation
import Signal

/// A band's room: eight delay lines that feed one another through a reflection (Jot and Chaigne 1991), each with a
/// one-pole damper. Mono and linear, so that parts may be put into it together or apart.
public struct Reverb: Codable, Hashable, Sendable {
    /// 0...1: from a booth to a hall; length of the lines and of the decay.
    public var roomSize: Double
    /// 0...1: how much sooner high frequencies die.
    public var damp: Double
    /// The reverberation's amplitude against what is sent into it; 0 is dry.
    public var level: Double

    public init(roomSize: Double, damp: Double, level: Double) {
        self.roomSize = roomSize
        self.damp = damp
        self.level = level
    }

    public init(drawnBy generator: inout SeededGenerator) {
        let isDry = generator.uniform() < 0.25
        roomSize = generator.uniform(in: 0.1..<0.9)
        damp = generator.uniform(in: 0.1..<0.7)
        let decibels = generator.uniform(in: -24.0 ..< -9.0)
        level = isDry ? 0 : pow(10, decibels / 20)
    }

    /// Samples at 24 kHz without a common divisor: echoes of different lines never fall together.
    private static let lengths = [587, 661, 751, 839, 947, 1051, 1163, 1289]

    /// Seconds for 60 dB of decay.
    public var decay: Double { 0.25 + 2.0 * roomSize * roomSize }

    /// How strongly a part is sent into the room: low notes would only blur it.
    static func send(_ name: Part.Name) -> Float { name == .bass ? 0.16 : 1 }

    /// The room's answer alone, as long as the input.
    func wet(_ input: [Float]) -> [Float] {
        let count = Self.lengths.count
        let lengths = Self.lengths.map { Int(Double($0) * (0.5 + roomSize)) }
        let gains = lengths.map { Float(pow(10, -3 * Double($0) / (decay * Renderer.sampleRate))) }
        // Pole and gain of a damper that leaves low frequencies alone.
        let pole = Float(0.75 * damp)
        // What the loop would pile up is taken off: the level is the tail's, whatever the room's size.
        let mean = gains.reduce(0, +) / Float(count)
        let scale = Float(level) * (1 - mean * mean).squareRoot() / Float(count).squareRoot()
        var lines = [Float](repeating: 0, count: lengths.reduce(0, +))
        var places = [Int](repeating: 0, count: count)
        var damped = [Float](repeating: 0, count: count)
        var output = [Float](repeating: 0, count: input.count)
        let starts = lengths.indices.map { lengths[..<$0].reduce(0, +) }
        lines.withUnsafeMutableBufferPointer { lines in
            damped.withUnsafeMutableBufferPointer { damped in
                places.withUnsafeMutableBufferPointer { places in
                    for index in input.indices {
                        var sum: Float = 0
                        var signed: Float = 0
                        for line in 0..<count {
                            let value = lines[starts[line] + places[line]]
                            damped[line] = value + pole * (damped[line] - value)
                            sum += damped[line] * gains[line]
                            signed += line & 1 == 0 ? damped[line] : -damped[line]
                        }
                        output[index] = signed * scale
                        let reflected = sum * 2 / Float(count)
                        for line in 0..<count {
                            lines[starts[line] + places[line]] = input[index] + damped[line] * gains[line] - reflected
                            places[line] += 1
                            if places[line] == lengths[line] { places[line] = 0 }
                        }
                    }
                }
            }
        }
        return output
    }
}
