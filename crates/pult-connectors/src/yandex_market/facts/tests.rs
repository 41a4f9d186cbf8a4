use super::*;
use proptest::prelude::*;

#[test]
fn every_documented_status_has_a_state() {
    let table = [
        ("PLACING", None, OrderState::Placed),
        ("RESERVED", None, OrderState::Placed),
        ("UNPAID", None, OrderState::Placed),
        ("PENDING", None, OrderState::Placed),
        ("PROCESSING", Some("STARTED"), OrderState::Packing),
        ("PROCESSING", Some("SHIPPED"), OrderState::OnTheWay),
        ("DELIVERY", Some("DELIVERY_SERVICE_RECEIVED"), OrderState::OnTheWay),
        ("PICKUP", None, OrderState::AtPickup),
        ("DELIVERED", None, OrderState::Delivered),
        ("CANCELLED", Some("USER_CHANGED_MIND"), OrderState::Cancelled),
        ("RETURNED", None, OrderState::Returned),
        ("PARTIALLY_RETURNED", None, OrderState::Returned),
        ("UNKNOWN", None, OrderState::Unknown),
        ("SOMETHING_NEW", None, OrderState::Unknown),
    ];
    for (status, step, expected) in table {
        assert_eq!(state(status, step), expected, "{status}");
    }
}

#[test]
fn currencies_are_those_of_today() {
    assert_eq!(["RUR", "BYR", "kzt"].map(currency), ["RUB", "BYN", "KZT"]);
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(body in "\\PC{0,200}") {
        let _ = orders(body.as_bytes());
        let _ = item(&body, |_| true);
        let _ = (day(&body), day_and_time(&body));
    }
}
