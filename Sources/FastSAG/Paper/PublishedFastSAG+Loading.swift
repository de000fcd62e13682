import Tensors

extension PublishedFastSAG {
    /// What keys of the published training checkpoints begin with that are no parts of this type: the vocoder and the
    /// semantic encoder, both frozen.
    public static let frozenParts = ["vocoder.", "wav2vec."]

    /// Published weights as a safetensors file.
    /// - Throws: `CheckpointError.misfit` with every key that is missing, unknown or of another shape.
    public init(
        _ checkpoint: Checkpoint, _ configuration: FastSAGConfiguration<PublishedSizes> = .paper, device: Device = .cpu
    ) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, configuration)
        try store.verify(ignoring: Self.frozenParts)
    }
}
