/// Where sound goes. Used by one thread at a time.
public protocol AudioOutput: AnyObject {
    /// The device's name.
    var name: String { get }
    /// Hertz.
    var sampleRate: Double { get }
    /// Frames written and not heard yet.
    var delay: Int { get }
    /// How often it ran dry since it was opened.
    var xruns: Int { get }

    /// Writes stereo frames, interleaved; waits until they are taken, so a second of sound takes a second in the long
    /// run.
    /// - Throws: `AudioDeviceError`; the output is of no use then, but must still be closed.
    func write(_ frames: UnsafeBufferPointer<Float>) throws

    /// Ends it at once; what was not heard yet is dropped.
    func close()
}

/// Opens an output: the device's name, then the rate in hertz.
public typealias OpenOutput = @Sendable (_ device: String, _ sampleRate: Double) throws -> any AudioOutput
