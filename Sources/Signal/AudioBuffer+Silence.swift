extension AudioBuffer {
    /// With silence before and after, in seconds rounded to frames; negative ones count as none.
    public func padded(before: Double, after: Double) -> AudioBuffer {
        func silence(_ seconds: Double) -> [Float] {
            [Float](repeating: 0, count: max(Int((seconds * sampleRate).rounded()), 0))
        }
        let (head, foot) = (silence(before), silence(after))
        return AudioBuffer(sampleRate: sampleRate, channels: channels.map { head + $0 + foot })
    }
}
