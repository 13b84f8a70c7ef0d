//! The socket: serves until it is told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::serve::ListenerExt as _;
use http::Request;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::app::App;

/// Serves a listener until `stop` is ready; then answers what was asked, but for no longer than `patience`.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
) -> io::Result<()> {
    let router = Router::new().fallback(move |request: Request<Body>| {
        let app = Arc::clone(&app);
        async move { app.answer(request).await }
    });
    let (stopping, mut stopped) = watch::channel(false);
    // An answer in two segments would wait for the client to say that it has the first one.
    let listener = listener.tap_io(|stream| {
        // A connection that is gone by now takes no option, and nothing else.
        let _ = stream.set_nodelay(true);
    });
    let served = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        // Nobody listens if the server ended by itself.
        let _ = stopping.send(true);
    });
    let late = async move {
        // An error means that the server ended by itself.
        let _ = stopped.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = served => served,
        () = late => Ok(()),
    }
}

/// Takes a port.
pub(crate) fn bind(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
