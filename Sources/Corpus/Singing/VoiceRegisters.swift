/// How a voice changes from chest to head as it climbs.
public struct VoiceRegisters: Codable, Hashable, Sendable {
    /// MIDI pitch at which both are equally strong.
    public var breakPitch: Double
    /// Semitones of the mix between them: under one the voice breaks, over four nobody hears the change.
    public var width: Double
    /// 0...1: how much sound and pitch stumble where a narrow break is crossed, as in a yodel.
    public var yodel: Double
    /// What head voice adds to the open quotient.
    public var headOpenness: Double
    /// Octaves by which head voice lowers the corner of the source's spectrum.
    public var headSoftness: Double
    /// Decibels of air that head voice adds.
    public var headAir: Double
    /// What head voice multiplies formants by, less 1: the larynx rises.
    public var headShift: Double

    /// One voice on all notes.
    public static let single = VoiceRegisters(
        breakPitch: 127, width: 6, yodel: 0, headOpenness: 0, headSoftness: 0, headAir: 0, headShift: 0)
}

extension VoiceRegisters {
    /// - Parameter center: the middle of the voice's range, MIDI.
    init(center: Int, point: inout LatinHypercube.Point) {
        breakPitch = Double(center) + point.uniform(in: 3..<11)
        let draw = point.uniform()
        width = draw < 0.2 ? 0.4 + 3 * draw : 1.5 + 6 * (draw - 0.2)
        yodel = draw < 0.2 ? 1 - 2.5 * draw : 0
        headOpenness = point.uniform(in: 0.03..<0.22)
        headSoftness = point.uniform(in: 0.1..<1.3)
        headAir = point.uniform(in: 0..<9)
        headShift = point.uniform(in: -0.01..<0.06)
    }
}
