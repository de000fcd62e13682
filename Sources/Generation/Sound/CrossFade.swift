/// From one sound into another, linearly.
struct CrossFade {
    /// Long enough that nothing clicks, short enough that what begins after it begins clearly.
    static let seconds = 0.02

    /// Samples.
    let length: Int

    /// - Parameter rooms: samples that there are for it.
    init(rate: Double, within rooms: Int...) { length = rooms.reduce(Int(Self.seconds * rate), min) }

    /// How much of the new sound is heard, before its own place: `length` samples before it nearly nothing.
    func weight(at index: Int) -> Float { Float(index + 1) / Float(length + 1) }

    func value(_ old: Float, _ new: Float, at index: Int) -> Float { old + weight(at: index) * (new - old) }
}
