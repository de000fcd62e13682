/// What a pair of an instrument and a pitch is for. All velocities of a pair go the same way.
public enum NoteSplit: String, Codable, Sendable, CaseIterable {
    case training, validation, test

    /// 80 of 100 pairs are trained on, 10 choose among models, 10 measure them: SING's division (section 4.1), by a hash
    /// of the names, so that it is the same whatever else a library holds.
    public init(instrument: String, pitch: Int) {
        // FNV-1a, 64 bit; the fold mixes its high bits in, which are the better ones
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(instrument)|\(pitch)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
        switch (hash ^ hash >> 32) % 100 {
        case 0..<80: self = .training
        case 80..<90: self = .validation
        default: self = .test
        }
    }
}
