extension VocalListener {
    /// With the models that come with the program.
    public static func bundled() throws -> VocalListener { VocalListener(harmoniser: try .bundled()) }
}
