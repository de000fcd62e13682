/// Phases that several systems have.
extension Phase {
    public static let condition = Phase("condition", title: "preparing", pace: .once)
    public static let vocode = Phase("vocode", title: "rendering", pace: .section)
}
