/// Where sound comes from, mono. Used by one thread at a time.
public protocol AudioInput: AnyObject {
    /// The device's name.
    var name: String { get }
    /// Hertz.
    var sampleRate: Double { get }
    /// Frames that were sung and not read yet.
    var delay: Int { get }
    /// How often sound was lost because nobody read it in time.
    var xruns: Int { get }
    /// Frames that one read may ask for.
    var blockLimit: Int { get }

    /// Fills the buffer; waits for the sound.
    /// - Precondition: no more than `blockLimit` frames.
    /// - Throws: `AudioDeviceError`; the input is of no use then, but must still be closed.
    func read(_ samples: UnsafeMutableBufferPointer<Float>) throws

    /// Ends it at once.
    func close()
}

/// Opens an input: the device's name, then the rate in hertz.
public typealias OpenInput = @Sendable (_ device: String, _ sampleRate: Double) throws -> any AudioInput
