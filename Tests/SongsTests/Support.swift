import Foundation
import Signal

/// Sounds of known pitch and level.
enum Sounds {
    static func sine(_ hertz: Double, level: Double, seconds: Double = 3, rate: Double = 44_100) -> [Float] {
        (0..<Int(seconds * rate)).map { Float(level * sin(2 * .pi * hertz * Double($0) / rate)) }
    }

    static func mono(_ hertz: Double, level: Double, seconds: Double = 3, rate: Double = 44_100) -> AudioBuffer {
        AudioBuffer(sampleRate: rate, mono: sine(hertz, level: level, seconds: seconds, rate: rate))
    }
}

/// A folder of its own, removed afterwards.
func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("songs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
