import Dispatch

/// Does slow work away from the main thread.
public struct Worker: Sendable {
    private let perform: @Sendable (@escaping @Sendable () -> Void) -> Void

    private init(_ perform: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) { self.perform = perform }

    func callAsFunction(_ work: @escaping @Sendable () -> Void) { perform(work) }

    /// One thing after another, in order.
    public static func queue(_ label: String, qos: DispatchQoS = .utility) -> Worker {
        let queue = DispatchQueue(label: label, qos: qos)
        return Worker { queue.async(execute: $0) }
    }

    /// At once and here, so that tests need not wait.
    public static let immediate = Worker { $0() }
}
