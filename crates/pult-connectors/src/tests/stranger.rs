//! A server that nobody vouches for: its name and its dates are right, and it has signed its certificate itself.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pult_domain::ErrorCode;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::channel;
use super::sending::reply;
use crate::{NoMarks, Uncertain};

/// For 127.0.0.1 and the years 2020 to 2120; it and its key guard nothing.
const CERTIFICATE: &str = concat!(
    "MIIBVTCB/aADAgECAgEBMAoGCCqGSM49BAMCMBMxETAPBgNVBAMMCHN0cmFuZ2VyMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjATMREw",
    "DwYDVQQDDAhzdHJhbmdlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP1QWh0tCrLEcuoI0QVKpLSk1ec2ZkwrWQZ733nAu9ryRH9iZTJtXogJMjJa",
    "Q5/hDcffkh6kwOs8Q33ThKBZLNajQDA+MA8GA1UdEQQIMAaHBH8AAAEwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUjIOm/De+NXKoOKmqz6U1Zc5mP2Aw",
    "CgYIKoZIzj0EAwIDRwAwRAIgKk/ZGxXf8ILHeGVIJqrVqLX97j1ydGispp5vnqQMLrgCIBKpbWBGL6W7h7aC8Jm/k/252ym0On+b6xbhB0Ul5Awb",
);
const KEY: &str = concat!(
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1R1VcswOCIMDfR99K9H7h034h8CNZopBohjqBkLshvmhRANCAAT9UFodLQqyxHLqCNEF",
    "SqS0pNXnNmZMK1kGe995wLva8kR/YmUybV6ICTIyWkOf4Q3H35IepMDrPEN904SgWSzW",
);

fn certificate() -> Vec<u8> {
    STANDARD.decode(CERTIFICATE).unwrap()
}

/// Its address, and how many requests it could read.
fn stranger() -> (String, Arc<AtomicUsize>) {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(STANDARD.decode(KEY).unwrap()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider())).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![CertificateDer::from(certificate())], key).unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let heard = Arc::new(AtomicUsize::new(0));
    let count = heard.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            // A caller who hangs up during the handshake has said nothing.
            if stream.read(&mut [0; 4_096]).is_ok_and(|read| read > 0) {
                count.fetch_add(1, Ordering::SeqCst);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (url, heard)
}

#[tokio::test]
async fn neither_token_nor_reply_is_told_to_a_server_that_nobody_vouches_for() {
    let (url, heard) = stranger();
    let shop = channel(&url);
    assert_eq!(shop.page(None, &NoMarks).await.unwrap_err().code, ErrorCode::CertificateUntrusted);
    let sent = shop.send(&reply()).await;
    assert!(matches!(&sent, Err(Uncertain::TurnedAway(error)) if error.code == ErrorCode::CertificateUntrusted), "{sent:?}");
    assert_eq!(heard.load(Ordering::SeqCst), 0, "not a byte that it could read");

    // It would have answered: whoever was given its certificate is answered.
    let known = reqwest::Certificate::from_der(&certificate()).unwrap();
    let acquaintance = reqwest::Client::builder().no_proxy().tls_certs_only([known]).build().unwrap();
    assert_eq!(acquaintance.get(&url).send().await.unwrap().status(), 200);
    assert_eq!(heard.load(Ordering::SeqCst), 1);
}
